package dev.midstream.dashboard.browser;

import java.util.List;

/** Names that would like to be more than names. */
public final class HostileNames {
    /** Markup, ends of elements and attributes, text directions, line ends and formulas. */
    public static final List<String> ALL =
            List.of(
                    "<img src=x onerror=\"document.body.dataset.hacked='yes'\">",
                    "</title></textarea><script>document.body.dataset.hacked='yes';alert(1)</script>",
                    "\"onmouseover='document.body.dataset.hacked=1'",
                    "{a|b}{hr|}\u0000\u202e\u2067\u200f\n__proto__",
                    "=HYPERLINK(\"http://x.invalid\")");

    private HostileNames() {}
}
