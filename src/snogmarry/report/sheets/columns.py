"""Columns that several tables have."""

from __future__ import annotations

from snogmarry.report.tables import Column

REF = Column("Ref", "text", 8)
STEP = Column("Step", "said", 24)
TAKE = Column("Take", "number", 6)
SIDE = Column("Side", "said", 20)
GROUP = Column("Group", "said", 18)
AT = Column("At", "moment", 18)
REVEALED = Column("Revealed", "yes", 8)
SHOWS = Column("Shows", "said", 30)
LESSONS = Column("Lessons", "said", 30)
