"""Choose an edition's stories, render them as a letter of HTML and text, and wrap the letter as a message.

edition.choose ──▶ letter.render ──▶ message.render, record.write; lint.findings judges what came of it.
"""
