"""From corpus to output, one line a stage.

    scan ▶ take (read, normalize) ▶ settle (ids, stories, dates) ▶ refresh (items, lists)
         ▶ freeze an edition ▶ pages ▶ feeds ▶ remove what is gone

What `settle` decides is committed before the first file is written, what was written is noted after the last one:
a build that is cut short repeats work and never skips it.
"""
