package dev.midstream.dashboard.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * The JSON of an answer that is none.
 *
 * @param error one line that says what to do
 */
record Problem(String error) {
    static void answer(Context context, HttpStatus status, String reason) {
        context.status(status).contentType("application/json");
        context.result(Json.write(new Problem(reason)));
    }
}
