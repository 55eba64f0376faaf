package dev.midstream.dashboard.browser;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one browser for all of them. Where there is none they are skipped, and it is said
 * why; with {@code CI=true} they fail.
 */
public final class SharedBrowser implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedBrowser.class);
    private static final String MISSING =
            "No Chromium found. Install one or name it with -D%s=PATH."
                    .formatted(SystemBrowser.PROPERTY);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Path> executable = SystemBrowser.find();
        if (executable.isPresent()) {
            return ConditionEvaluationResult.enabled(executable.get().toString());
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(MISSING);
        }
        if (context.getTestMethod().isEmpty()) {
            System.out.printf("Skipped %s: %s%n", context.getDisplayName(), MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    /** The browser; it is closed after the last test. */
    public static SystemBrowser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "browser",
                        key -> SystemBrowser.open(SystemBrowser.find().orElseThrow()),
                        SystemBrowser.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemBrowser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }
}
