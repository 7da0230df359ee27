"""Two themes with contrast for a projector in a bright room."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="snogmarry-dark",
    primary="#ffd75f",
    secondary="#87d7ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#0a0a0a",
    panel="#1c1c1c",
    success="#87ff87",
    warning="#ffd75f",
    error="#ffafaf",
    dark=True,
    text_alpha=1.0,
    variables={
        "quiet": "#c6c6c6",
        "campaign": "#ffd75f",
        "trust": "#87d7ff",
        "strip": "#1c1c1c",
        "alarm-text": "#000000",
        "alarm": "#ffd75f",
        "block-cursor-background": "#ffd75f",
        "block-cursor-foreground": "#000000",
        "footer-key-foreground": "#ffd75f",
    },
)

LIGHT = Theme(
    name="snogmarry-light",
    primary="#00408a",
    secondary="#5f005f",
    accent="#00408a",
    foreground="#000000",
    background="#ffffff",
    surface="#fafafa",
    panel="#eeeeee",
    success="#00501e",
    warning="#5c3c00",
    error="#8a0000",
    dark=False,
    text_alpha=1.0,
    variables={
        "quiet": "#3a3a3a",
        "campaign": "#6b3a00",
        "trust": "#00408a",
        "strip": "#e6e6e6",
        "alarm-text": "#ffffff",
        "alarm": "#5c2400",
        "block-cursor-background": "#00408a",
        "block-cursor-foreground": "#ffffff",
        "footer-key-foreground": "#00408a",
    },
)

THEMES = (DARK, LIGHT)
