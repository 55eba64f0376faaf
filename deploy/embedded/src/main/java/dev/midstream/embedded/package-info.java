/** The whole stream path in one JVM: Kafka broker, Flink with the job, dashboard and publisher. */
@NullMarked
package dev.midstream.embedded;

import org.jspecify.annotations.NullMarked;
