"""What a jury's scores say about the jury: measures to look at, which never change a score."""
