package dev.midstream.job.progress;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Dead letters of a subtask.
 *
 * @param letters how many since the last event
 */
record DeadLettersSent(long letters) implements OperatorEvent {}
