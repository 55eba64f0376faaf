package dev.midstream.job.metric;

import dev.midstream.job.state.ValueTypeInfo;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Makes Flink serialise {@link MetricDelta}s with {@link MetricDeltaSerializer}. */
public final class MetricDeltaTypeInfoFactory extends TypeInfoFactory<MetricDelta> {
    @Override
    public TypeInformation<MetricDelta> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> parameters) {
        return ValueTypeInfo.of(MetricDelta.class, MetricDeltaSerializer::new);
    }
}
