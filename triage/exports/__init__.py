"""Lists as rows of a spreadsheet, a module for each.

`headers` name the cells of `rows`; `accounts.spreadsheets` makes the file.
"""
