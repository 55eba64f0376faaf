/** Options of commands that read or write Kafka topics. */
@NullMarked
package dev.midstream.cli.kafka;

import org.jspecify.annotations.NullMarked;
