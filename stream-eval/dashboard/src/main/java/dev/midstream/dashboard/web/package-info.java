/** The figures over HTTP: the page, the JSON interface and the event stream. */
@NullMarked
package dev.midstream.dashboard.web;

import org.jspecify.annotations.NullMarked;
