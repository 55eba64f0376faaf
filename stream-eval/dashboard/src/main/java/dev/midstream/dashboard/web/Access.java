package dev.midstream.dashboard.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read: with a token, those who show it; without one on a loopback address, those who ask
 * for this machine by its name, so that a foreign page cannot read through a browser here by
 * pointing its own name at this address.
 */
final class Access {
    /** Says nothing but whether the dashboard runs. */
    private static final String PROBE = "/healthz";

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final WebAddress address;

    Access(WebAddress address) {
        this.address = address;
    }

    /** Answers the request itself where it is not allowed. */
    void check(Context context) {
        if (!METHODS.contains(context.req().getMethod())) {
            context.header("Allow", "GET, HEAD");
            refuse(context, HttpStatus.METHOD_NOT_ALLOWED, "Use GET: nothing can be changed here.");
        } else if (address.isOpen() && !isOwnName(context.host())) {
            refuse(
                    context,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "Ask for this machine as localhost or by its loopback address.");
        } else if (!context.path().equals(PROBE)
                && address.token().isPresent()
                && !address.token().get().isShownBy(context.header("Authorization"))) {
            context.header("WWW-Authenticate", "Basic realm=\"Midstream\", charset=\"UTF-8\"");
            refuse(
                    context,
                    HttpStatus.UNAUTHORIZED,
                    "Show the token: as a bearer token, or as the password of any user.");
        }
    }

    private boolean isOwnName(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return name.equalsIgnoreCase("localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equalsIgnoreCase(address.host());
    }

    private static void refuse(Context context, HttpStatus status, String reason) {
        Problem.answer(context, status, reason);
        context.skipRemainingHandlers();
    }
}
