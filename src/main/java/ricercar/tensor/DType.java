package ricercar.tensor;

import ai.djl.ndarray.types.DataType;

/**
 * The element types that every layer of the engine supports. DJL names more, and some of those
 * (bfloat16, int16, unsigned ones) abort the JVM, so they cannot be named here.
 */
public enum DType {
  FLOAT32(DataType.FLOAT32, "F32", 4),
  FLOAT64(DataType.FLOAT64, "F64", 8),
  FLOAT16(DataType.FLOAT16, "F16", 2),
  INT64(DataType.INT64, "I64", 8),
  INT32(DataType.INT32, "I32", 4),
  UINT8(DataType.UINT8, "U8", 1),
  BOOL(DataType.BOOLEAN, "BOOL", 1);

  final DataType djl;
  final String safetensors;
  final int bytes;

  DType(DataType djl, String safetensors, int bytes) {
    this.djl = djl;
    this.safetensors = safetensors;
    this.bytes = bytes;
  }

  boolean floating() {
    return this == FLOAT32 || this == FLOAT64 || this == FLOAT16;
  }

  static DType of(DataType djl) {
    for (DType type : values()) {
      if (type.djl == djl) {
        return type;
      }
    }
    throw new IllegalStateException("libtorch made a tensor of unsupported type " + djl);
  }
}
