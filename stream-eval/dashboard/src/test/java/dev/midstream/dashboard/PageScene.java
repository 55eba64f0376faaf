package dev.midstream.dashboard;

import com.microsoft.playwright.options.ColorScheme;
import dev.midstream.DeadLetter;
import dev.midstream.LabelKind;
import dev.midstream.UnansweredImage;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.browser.BrowserPage;
import dev.midstream.dashboard.browser.SharedBrowser;
import dev.midstream.dashboard.browser.SystemBrowser;
import dev.midstream.dashboard.browser.ViewFigures;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A dashboard of topics of its own, and a window of the browser on it. */
final class PageScene implements AutoCloseable {
    static final String RUN = "run-1";
    static final List<String> POINTS =
            List.of("midpoint", "endpoint-0", "endpoint-1", "sample-0", "ensemble");
    private static final int WIDTH = 1280;

    private final MetricsTopic topic;
    private final SystemBrowser browser;
    private final URI address;
    private final HttpReader reader;
    private final BrowserPage page;
    private Dashboard dashboard;

    private PageScene(EmbeddedBroker broker, SystemBrowser browser) throws DashboardException {
        this.topic = MetricsTopic.on(broker);
        this.browser = browser;
        this.dashboard = Dashboard.start(topic.configuration());
        this.address = dashboard.address();
        this.reader = new HttpReader(address);
        this.page = open(WIDTH, ColorScheme.LIGHT);
    }

    /**
     * Gives each test a scene of its own, or the one that its class asked for before all tests. The
     * topics are not there yet.
     */
    static final class Each implements ExecutionCondition, ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(PageScene.class);
        private final SharedBrowser browser = new SharedBrowser();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return browser.evaluateExecutionCondition(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PageScene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE)
                    .getOrComputeIfAbsent("scene", key -> start(context), PageScene.class);
        }

        private static PageScene start(ExtensionContext context) {
            try {
                return new PageScene(SharedBroker.broker(context), SharedBrowser.browser(context));
            } catch (DashboardException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    MetricsTopic topic() {
        return topic;
    }

    HttpReader reader() {
        return reader;
    }

    BrowserPage page() {
        return page;
    }

    /** Another window. */
    BrowserPage open(int width, ColorScheme scheme) {
        return BrowserPage.open(browser, address, width, scheme);
    }

    ViewFigures figures(LabelKind labels) {
        return new ViewFigures(page, reader, RUN, labels.name());
    }

    /** Ends the dashboard. */
    void stopDashboard() {
        dashboard.close();
    }

    /** Starts another one at the same address. */
    void startDashboard() throws DashboardException {
        dashboard =
                Dashboard.start(topic.configuration().withAddress("127.0.0.1", address.getPort()));
    }

    /** Writes clean images and every corruption at every severity, and waits until all are read. */
    void sendGrid(LabelKind labels) throws Exception {
        var grid = MetricSamples.grid(POINTS, MetricSamples.CORRUPTIONS, labels, 300);
        topic.send(grid);
        awaitMetrics("?labelKind=" + labels, grid.size());
    }

    /** Waits until the dashboard has {@code count} metrics that pass a filter. */
    void awaitMetrics(String filter, int count) {
        Awaitility.await()
                .until(
                        () ->
                                reader.json("/api/v1/metrics" + filter).get("total").asInt()
                                                == count
                                        && reader.json("/api/v1/summary").get("total").asInt()
                                                == topic.summaries());
    }

    /** A record that the job could not use, which is no image. */
    static DeadLetter letter(long offset, String reason, String value) {
        return letter(offset, reason, value, null);
    }

    /** A record of an image that could not be answered. */
    static DeadLetter letter(
            long offset, String reason, String value, @Nullable UnansweredImage image) {
        return new DeadLetter(
                "midstream.images",
                0,
                offset,
                MetricSamples.NOON,
                reason,
                "InvalidImage",
                null,
                ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)),
                image);
    }

    @Override
    public void close() {
        page.close();
        dashboard.close();
        topic.close();
    }
}
