package io.github.rnn4j.ui;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.module.train.TrainModule;

/**
 * Deeplearning4j's UI server, restricted to one interface.
 *
 * <p>The original listens on all interfaces, which cannot be configured: it calls {@code
 * createHttpServer().requestHandler(router).listen(port, done)}. This class therefore gives it a
 * Vert.x whose server listens on the required host and port, and passes requests through a guard.
 */
final class BoundUiServer extends VertxUIServer {

  private final UiAddress address;
  private final BiFunction<BoundUiServer, Handler<HttpServerRequest>, Handler<HttpServerRequest>>
      guard;

  /**
   * Creates a server.
   *
   * @param guard returns what answers requests; it gets this server and the original's answers
   */
  BoundUiServer(
      UiAddress address,
      BiFunction<BoundUiServer, Handler<HttpServerRequest>, Handler<HttpServerRequest>> guard) {
    this.address = address;
    this.guard = guard;
  }

  @Override
  public void init(Vertx real, Context context) {
    super.init(
        standIn(
            real,
            (method, args) -> {
              Object result = invoke(method, real, args);
              return result instanceof HttpServer server ? bound(server) : result;
            }),
        context);
  }

  /** Returns the number of networks of a run, or of the only one if it is null. */
  int networks(String run) {
    int most = 0;
    for (StatsStorage storage : getStatsStorageInstances()) {
      for (String session : storage.listSessionIDs()) {
        if (run == null || run.equals(session)) {
          most = Math.max(most, storage.listWorkerIDsForSession(session).size());
        }
      }
    }
    return most;
  }

  /**
   * Makes the original answer the next request for the charts of a network, a number from 0. The
   * original keeps this number for all runs, and an address changes it; a method does not.
   */
  void show(int network) {
    try {
      for (Object module : (List<?>) field(VertxUIServer.class, "uiModules").get(this)) {
        if (module instanceof TrainModule) {
          field(TrainModule.class, "currentWorkerIdx").setInt(module, network);
        }
      }
    } catch (IllegalAccessException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static Field field(Class<?> of, String name) {
    try {
      Field field = of.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException cause) {
      throw new IllegalStateException(
          "%s of this version of Deeplearning4j has no field %s"
              .formatted(of.getSimpleName(), name),
          cause);
    }
  }

  @SuppressWarnings("unchecked") // the handlers have the types that the two methods declare
  private HttpServer bound(HttpServer real) {
    HttpServer[] self = new HttpServer[1];
    self[0] =
        standIn(
            real,
            (method, args) -> {
              Object result =
                  switch (method.getName()) {
                    case "requestHandler" ->
                        real.requestHandler(
                            guard.apply(this, (Handler<HttpServerRequest>) args[0]));
                    case "listen" ->
                        real.listen(
                            address.port(),
                            address.host(),
                            (Handler<AsyncResult<HttpServer>>) args[args.length - 1]);
                    default -> invoke(method, real, args);
                  };
              return result == real ? self[0] : result;
            });
    return self[0];
  }

  /** Replaces a call of a method. */
  private interface Call {
    Object of(Method method, Object[] args) throws Throwable;
  }

  @SuppressWarnings("unchecked") // it implements all interfaces of the real one
  private static <T> T standIn(T real, Call call) {
    return (T)
        Proxy.newProxyInstance(
            BoundUiServer.class.getClassLoader(),
            interfaces(real.getClass()),
            (proxy, method, args) -> call.of(method, args));
  }

  private static Class<?>[] interfaces(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      all.addAll(List.of(at.getInterfaces()));
    }
    return all.toArray(Class<?>[]::new);
  }

  private static Object invoke(Method method, Object real, Object[] args) throws Throwable {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException cause) {
      throw cause.getCause();
    }
  }
}
