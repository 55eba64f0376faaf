package dev.midstream.job.metric;

import dev.midstream.MetricKey;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Sums to add to those of a metric key.
 *
 * @param profile profile of the point when the images were scored
 */
@TypeInfo(MetricDeltaTypeInfoFactory.class)
public record MetricDelta(MetricKey key, PointProfile profile, PointSums sums) {
    /**
     * Returns the sum of both.
     *
     * <p>If the reference has changed, the comparison starts over, since wins over one reference
     * say nothing about another.
     */
    public MetricDelta plus(MetricDelta later) {
        boolean sameReference = profile.reference().equals(later.profile.reference());
        PointSums kept =
                sameReference
                        ? sums
                        : new PointSums(sums.classification(), PairedSums.EMPTY, sums.relabelled());
        return new MetricDelta(key, later.profile, kept.plus(later.sums));
    }
}
