"""Settings to real objects: the only place that knows every concrete class.

`newsletter` is a newsletter at work, `papers` single papers without one, `start` a new folder.
"""
