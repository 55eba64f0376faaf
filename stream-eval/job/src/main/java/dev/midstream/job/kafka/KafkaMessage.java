package dev.midstream.job.kafka;

import org.jspecify.annotations.Nullable;

/** An encoded record on its way to a topic. */
public record KafkaMessage(byte @Nullable [] key, byte[] value) {}
