"""In and out, floor 2: spreadsheets, catalogues, exports."""
