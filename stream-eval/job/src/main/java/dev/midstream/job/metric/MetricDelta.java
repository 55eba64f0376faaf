package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.metrics.ClassificationSums;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Sums to add to those of a metric key. */
@TypeInfo(MetricDeltaTypeInfoFactory.class)
public record MetricDelta(MetricKey key, ClassificationSums sums) {}
