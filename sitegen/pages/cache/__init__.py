"""What a build keeps for the next one: made pages with what each of them read, and the bytes of files by their SHA-256.

`store` holds entries on the disk, `packs` a site's files in them, `digests` knows what is in the content's files,
`fingerprint` what made the pages, `records` describes what is kept of a page, `trace` notes what a page reads,
`columns` keeps profiles and graphs, `outputs` what an output folder's files were when a build left them, and the spare
of its tree.

A cached result is the same, byte for byte, as a fresh one: an entry counts only while everything that was read for it
is as it was, and what cannot be read back is made again. Nothing here is needed: a build without a cache is the same
build with nothing to find.
"""
