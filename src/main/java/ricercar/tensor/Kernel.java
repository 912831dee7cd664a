package ricercar.tensor;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ricercar.files.AtomicFiles;

/**
 * An operation written as TorchScript text and run by libtorch: the way to what DJL has no method
 * for, with gradients. The text is serialised TorchScript (one operation per line, literal lists,
 * keyword arguments only after the {@code *} of a schema).
 */
final class Kernel {
  private static final Map<String, Kernel> LOADED = new ConcurrentHashMap<>();

  private final String text;
  // A Model's finalizer frees the module, so it must stay reachable.
  private Model model;
  private PtSymbolBlock block;

  private Kernel(String text) {
    this.text = text;
  }

  /** Loaded at the first use: a constant kernel must not start the engine with its class. */
  private synchronized PtSymbolBlock block() {
    if (block == null) {
      model = Model.newInstance("m", Engine.manager().getDevice(), "PyTorch");
      block = load();
    }
    return block;
  }

  private PtSymbolBlock load() {
    try {
      Path directory = Files.createTempDirectory("ricercar-kernel");
      try {
        Files.write(directory.resolve("m.pt"), archive(text));
        // Without trainParam the module is loaded in inference mode and records no gradients.
        model.load(directory, "m", Map.of("trainParam", "true"));
      } finally {
        AtomicFiles.delete(directory);
      }
    } catch (IOException | MalformedModelException e) {
      throw new IllegalStateException("libtorch refused this kernel:\n" + text, e);
    }
    return (PtSymbolBlock) model.getBlock();
  }

  /**
   * @param signature the parameters after self and the result, such as {@code "x: Tensor, w:
   *     Tensor) -> Tensor"}
   * @param lines the body, one operation each, the last one {@code return …}
   */
  static Kernel of(String signature, String... lines) {
    String text =
        "  def forward(self: __torch__.M, " + signature + ":\n    " + String.join("\n    ", lines);
    return LOADED.computeIfAbsent(text + "\n", Kernel::new);
  }

  /** Applies a differentiable kernel of tensors to a tensor. */
  Tensor apply(Tensor... inputs) {
    Scope.required();
    NDList list = new NDList();
    for (Tensor input : inputs) {
      list.add(unnamed(input.array()));
    }
    ParameterStore none = new ParameterStore(Engine.manager(), false);
    NDArray result = block().forward(none, list, true, null).get(0);
    return Tensor.wrap(result);
  }

  /** Runs a kernel that changes its arguments in place, or is never differentiated. */
  void run(IValue... arguments) {
    try {
      block().forward(arguments).close();
    } finally {
      Arrays.stream(arguments).forEach(IValue::close);
    }
  }

  static IValue value(Tensor tensor) {
    return IValue.from((PtNDArray) tensor.array());
  }

  static IValue list(List<Tensor> tensors) {
    return IValue.listFrom(
        tensors.stream().map(t -> (PtNDArray) t.array()).toArray(PtNDArray[]::new));
  }

  /** DJL reads a name with a dot, "[]" or "()" as the syntax of a structured argument. */
  private static NDArray unnamed(NDArray array) {
    if (array.getName() != null) {
      array.setName(null);
    }
    return array;
  }

  private static byte[] archive(String methods) throws IOException {
    String code =
        "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
            + "  _is_full_backward_hook : Optional[bool]\n"
            + methods;
    // The pickle of an object __torch__.M with {training: True, _is_full_backward_hook: None}.
    byte[] data =
        ("\u0080\u0002c__torch__\nM\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0088"
                + "X\u0016\u0000\u0000\u0000_is_full_backward_hookq\u0002Nubq\u0003.")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] emptyTuple = {(byte) 0x80, 2, ')', '.'};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "m/data.pkl", data);
      store(zip, "m/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      store(zip, "m/constants.pkl", emptyTuple);
      store(zip, "m/version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
