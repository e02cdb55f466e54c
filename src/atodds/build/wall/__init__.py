"""A lesson on the classroom wall: its charts and tables, and one Reader for all, in large type.

Nothing is imported here: the kernel behind the wall needs the widget alone, and not what draws.
"""
