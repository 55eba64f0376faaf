package dev.midstream.dashboard.web;

import java.util.HashMap;
import java.util.Map;

/**
 * Response headers that keep the page to itself: no script, style or connection but its own, so
 * that a name from the stream cannot become code even if the page's own care failed.
 */
final class SecurityHeaders {
    static final Map<String, String> ALL =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    private SecurityHeaders() {}

    /** The same for files, which a browser may keep if it asks whether they changed. */
    static Map<String, String> forFiles() {
        Map<String, String> headers = new HashMap<>(ALL);
        headers.put("Cache-Control", "no-cache");
        return headers;
    }
}
