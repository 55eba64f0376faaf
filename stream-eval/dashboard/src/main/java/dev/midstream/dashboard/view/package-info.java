/** Records as the dashboard gives them out; components are the field names of its JSON. */
@NullMarked
package dev.midstream.dashboard.view;

import org.jspecify.annotations.NullMarked;
