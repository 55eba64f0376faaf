package dev.midstream.trainer.tensorboard;

import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.summary.SummaryWriter;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * An event file that TensorBoard reads, written by TensorFlow's own summary operations. TensorFlow
 * must have been started. Not thread-safe.
 */
final class SummaryFile implements AutoCloseable {
    private static final int QUEUE_LENGTH = 100;
    private static final int FLUSH_MILLISECONDS = 10_000;

    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TInt64> step;
    private final Placeholder<TString> tag;
    private final Placeholder<TFloat32> value;
    private final Op write;
    private final Op flush;
    private final Op close;

    /** Begins a file in a directory, which is created if it does not exist. */
    SummaryFile(Path directory) {
        Ops tf = Ops.create(graph);
        SummaryWriter writer = tf.summary.summaryWriter();
        Operand<TString> path = tf.constant(directory.toString());
        Op create =
                tf.summary.createSummaryFileWriter(
                        writer,
                        path,
                        tf.constant(QUEUE_LENGTH),
                        tf.constant(FLUSH_MILLISECONDS),
                        tf.constant(".midstream"));
        step = tf.placeholder(TInt64.class);
        tag = tf.placeholder(TString.class);
        value = tf.placeholder(TFloat32.class);
        write = tf.summary.writeScalarSummary(writer, step, tag, value);
        flush = tf.summary.flushSummaryWriter(writer);
        close = tf.summary.closeSummaryWriter(writer);
        session = new Session(graph);
        session.runner().addTarget(create).run().close();
    }

    /** Adds a number to a curve. */
    void write(String curve, long at, double number) {
        try (TInt64 steps = TInt64.scalarOf(at);
                TString name = TString.scalarOf(curve);
                TFloat32 scalar = TFloat32.scalarOf((float) number)) {
            session.runner()
                    .feed(step, steps)
                    .feed(tag, name)
                    .feed(value, scalar)
                    .addTarget(write)
                    .run()
                    .close();
        }
    }

    /** Writes buffered numbers to disk. */
    void flush() {
        session.runner().addTarget(flush).run().close();
    }

    @Override
    public void close() {
        session.runner().addTarget(close).run().close();
        session.close();
        graph.close();
    }
}
