package dev.midstream.dashboard.view;

import dev.midstream.PairedLead;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.verdict.Comparison;
import dev.midstream.evaluation.verdict.Lead;
import org.jspecify.annotations.Nullable;

/**
 * A point and its reference on the same images, as seen from both.
 *
 * @param lead of the point over the reference
 * @param reversed of the reference over the point
 */
public record ComparisonView(PointName reference, Lead lead, Lead reversed) {
    static ComparisonView of(Comparison comparison) {
        Lead lead = Lead.of(comparison);
        return new ComparisonView(comparison.reference(), lead, lead.reversed());
    }

    /** The view of a record; null of none, as JSON has it. */
    static @Nullable ComparisonView of(@Nullable PairedLead record) {
        if (record == null) {
            return null;
        }
        Lead lead = Lead.of(record);
        return new ComparisonView(
                new PointName(record.getReferenceModelId(), record.getReferencePointId()),
                lead,
                lead.reversed());
    }
}
