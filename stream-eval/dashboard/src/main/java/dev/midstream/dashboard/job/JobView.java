package dev.midstream.dashboard.job;

import dev.midstream.dashboard.view.ModelView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the scoring job does; the components are JSON field names.
 *
 * @param lag of its consumer group
 * @param flink what Flink says of it, null if no address was given
 * @param models what it says that it does with models
 */
public record JobView(LagView lag, @Nullable FlinkView flink, List<ModelView> models) {
    public JobView {
        models = List.copyOf(models);
    }

    /** The same with what it does with models. */
    public JobView with(List<ModelView> reported) {
        return new JobView(lag, flink, reported);
    }
}
