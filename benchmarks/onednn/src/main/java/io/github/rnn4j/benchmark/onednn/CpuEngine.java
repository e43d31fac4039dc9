package io.github.rnn4j.benchmark.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The processor as oneDNN sees it: allocates memory and runs primitives. */
final class CpuEngine {
  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);

  /** Something to run again and again on the same memory. */
  interface Call {
    void run();
  }

  engine cpu() {
    return cpu;
  }

  static memory.desc shape(memory.format_tag format, long... sizes) {
    return new memory.desc(sizes, memory.data_type.f32, format);
  }

  memory allocate(memory.format_tag format, long... sizes) {
    return allocate(shape(format, sizes));
  }

  memory allocate(memory.desc shape) {
    memory array = new memory(shape, cpu);
    clear(array);
    return array;
  }

  /** Returns the same numbers in another shape; {@code of} must be kept as long as the result. */
  memory view(memory of, memory.format_tag format, long... sizes) {
    return new memory(shape(format, sizes), cpu, of.get_data_handle());
  }

  /** Sets all numbers to zero. */
  static void clear(memory array) {
    Pointer.memset(array.get_data_handle(), 0, array.get_desc().get_size());
  }

  /** Returns the numbers of the memory itself, in the order of its format. */
  static FloatBuffer floats(memory array) {
    long count = array.get_desc().get_size() / Float.BYTES;
    return new FloatPointer(array.get_data_handle()).capacity(count).asBuffer();
  }

  /** Prepares a primitive; the keys are oneDNN's constants {@code DNNL_ARG_...}. */
  Call call(primitive computation, Map<Integer, memory> arguments) {
    IntMemoryMap map = new IntMemoryMap();
    arguments.forEach(map::put);
    return () -> {
      computation.execute(queue, map);
      queue._wait();
    };
  }

  /** Prepares a copy to another format, which does nothing if both are the same memory. */
  Call copy(memory from, memory to) {
    if (from.get_data_handle().equals(to.get_data_handle())) {
      return () -> {};
    }
    reorder copy = new reorder(from, to);
    return () -> {
      copy.execute(queue, from, to);
      queue._wait();
    };
  }

  /** Prepares a matrix product, with a bias if there is one. */
  Call product(Map<Integer, memory> arguments) {
    memory.desc a = arguments.get(DNNL_ARG_SRC).get_desc();
    memory.desc b = arguments.get(DNNL_ARG_WEIGHTS).get_desc();
    memory.desc c = arguments.get(DNNL_ARG_DST).get_desc();
    memory bias = arguments.get(DNNL_ARG_BIAS);
    matmul.primitive_desc product =
        bias == null
            ? new matmul.primitive_desc(cpu, a, b, c)
            : new matmul.primitive_desc(cpu, a, b, bias.get_desc(), c);
    return call(new matmul(product), arguments);
  }
}
