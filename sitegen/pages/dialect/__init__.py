"""The Markdown that authors write: Python-Markdown, its extensions, and faster parts in the place of its slowest ones.

`extensions` makes Python-Markdown for our dialect. The other modules each replace a part of it through its registries:
`text` what comes before parsing and after it, `blocks` the parser of blocks, `inline` and `spans` what stands within a
line, `tree` what is done with the elements, `html` how they are written, `code_blocks` and `code_lexing` highlighted
code. What comes out is the same, always: tests/pages/dialect compares each of them with the library's own.
"""
