/** How the scoring job itself does: its lag in Kafka and its checkpoints in Flink. */
@NullMarked
package dev.midstream.dashboard.job;

import org.jspecify.annotations.NullMarked;
