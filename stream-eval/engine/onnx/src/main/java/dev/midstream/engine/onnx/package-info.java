/** The engine that scores ONNX models with ONNX Runtime, and what it can tell of a model file. */
@NullMarked
package dev.midstream.engine.onnx;

import org.jspecify.annotations.NullMarked;
