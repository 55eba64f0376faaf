package dev.midstream.job.rollout;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** A subtask has no images any more, so that no model waits for it. */
public record ScoringEnded() implements OperatorEvent {}
