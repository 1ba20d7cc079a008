"""The workbooks that leave the house: values only, no jurors, ready to print."""
