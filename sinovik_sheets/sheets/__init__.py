"""What each of our workbooks looks like: nouns to workbook bytes and back."""
