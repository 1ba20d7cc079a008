"""Where workbooks live: a folder, the archive, Google Drive, and our own templates."""
