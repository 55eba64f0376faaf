/** Tests of the ONNX engine. */
@NullMarked
package dev.midstream.engine.onnx;

import org.jspecify.annotations.NullMarked;
