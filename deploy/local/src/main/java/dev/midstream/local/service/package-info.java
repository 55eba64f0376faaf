/** The processes of a local cluster: how each is started, probed and stopped. */
@NullMarked
package dev.midstream.local.service;

import org.jspecify.annotations.NullMarked;
