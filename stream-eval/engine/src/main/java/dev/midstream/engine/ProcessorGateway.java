package dev.midstream.engine;

import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Chooses what computes, for callers whose class loader is not that of the engines: only types of
 * the JDK cross the boundary.
 *
 * <p>Takes the paths of model directories. Returns the name of the {@link Processor} that {@link
 * Engines#processor} chooses for all of them. Throws {@link IllegalStateException} with a message
 * in one line.
 */
public final class ProcessorGateway implements Function<List<String>, String> {
    private final ClassLoader loader;
    private final Detachment detachment;

    /**
     * Creates a gateway to the engines of a class loader.
     *
     * @param loader the class loader of the engines, which need not be that of this class
     * @param libraries the class loader of what they use, which threads of theirs may keep
     */
    public ProcessorGateway(ClassLoader loader, ClassLoader libraries) {
        this.loader = loader;
        this.detachment = new Detachment(libraries);
    }

    @Override
    public String apply(List<String> directories) {
        return detachment.run(() -> processor(directories).name());
    }

    private Processor processor(List<String> directories) {
        try {
            List<ModelDirectory> models = new ArrayList<>();
            for (String directory : directories) {
                models.add(ModelDirectory.open(Path.of(directory)));
            }
            return Engines.visibleTo(loader).processor(DeviceChoice.AUTO, models);
        } catch (InvalidModelException | EngineStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
