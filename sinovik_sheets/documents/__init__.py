"""Word documents that people can restyle: plain content and a template to .docx bytes."""
