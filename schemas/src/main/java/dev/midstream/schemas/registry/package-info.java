/** A client of schema registries that speak Confluent's HTTP interface. */
@NullMarked
package dev.midstream.schemas.registry;

import org.jspecify.annotations.NullMarked;
