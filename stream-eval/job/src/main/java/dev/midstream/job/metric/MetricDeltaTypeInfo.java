package dev.midstream.job.metric;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's view of {@link MetricDelta}: one value, serialised by {@link MetricDeltaSerializer}. */
final class MetricDeltaTypeInfo extends TypeInformation<MetricDelta> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<MetricDelta> getTypeClass() {
        return MetricDelta.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<MetricDelta> createSerializer(SerializerConfig configuration) {
        return new MetricDeltaSerializer();
    }

    @Override
    public String toString() {
        return "MetricDelta";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricDeltaTypeInfo;
    }

    @Override
    public int hashCode() {
        return MetricDelta.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof MetricDeltaTypeInfo;
    }
}
