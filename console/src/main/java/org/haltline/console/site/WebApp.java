package org.haltline.console.site;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The web application, read once out of the resources of this program. What is not there when it
/// is read is never served: a path is looked up and nothing is ever opened by it. Every path that
/// is no file is a page of the application, which finds its way by itself.
public final class WebApp {
  private static final String FOLDER = "org/haltline/console/web/";
  private static final String INDEX = "index.html";

  /// Scripts and connections of this house alone; styles may stand in elements, for the components
  /// and the charts set them so.
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";

  private final Map<String, WebFile> files;

  private WebApp(Map<String, WebFile> files) {
    this.files = Map.copyOf(files);
  }

  /// What is built into this program; empty where it was built without.
  public static WebApp load() {
    return load(WebApp.class.getClassLoader(), FOLDER);
  }

  static WebApp load(ClassLoader from, String folder) {
    try {
      var bytes = new HashMap<String, byte[]>();
      for (URL index : Collections.list(from.getResources(folder + INDEX))) {
        if (index.getProtocol().equals("jar")) {
          ofJar(index, folder, bytes);
        } else {
          ofFolder(Objects.requireNonNull(Path.of(index.toURI()).getParent()), bytes);
        }
      }
      var files = new HashMap<String, WebFile>();
      bytes.forEach(
          (path, plain) -> {
            if (!path.endsWith(".gz") && !path.endsWith(".br")) {
              files.put(
                  path, WebFile.of(path, plain, bytes.get(path + ".gz"), bytes.get(path + ".br")));
            }
          });
      return new WebApp(files);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the web application cannot be read", unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void ofJar(URL index, String folder, Map<String, byte[]> into) throws IOException {
    var connection = (JarURLConnection) index.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      List<JarEntry> entries = new ArrayList<>(Collections.list(jar.entries()));
      for (JarEntry entry : entries) {
        if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
          try (InputStream in = jar.getInputStream(entry)) {
            into.putIfAbsent(entry.getName().substring(folder.length()), in.readAllBytes());
          }
        }
      }
    }
  }

  private static void ofFolder(Path root, Map<String, byte[]> into) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String path =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        into.putIfAbsent(path, Files.readAllBytes(file));
      }
    }
  }

  public boolean isThere() {
    return files.containsKey(INDEX);
  }

  /// Answers, unless this is none of its paths: what stands under `/api`, or where a file is wanted
  /// and none is.
  public boolean serve(HttpServerRequest request) {
    boolean looking =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    String path = request.path();
    if (!looking || path == null || !isThere()) {
      return false;
    }
    WebFile file = found(path);
    if (file == null) {
      return false;
    }
    answer(request, file);
    return true;
  }

  private @Nullable WebFile found(String path) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    WebFile file = files.get(name);
    if (file != null) {
      return file;
    }
    boolean page =
        !name.equals("api")
            && !name.startsWith("api/")
            && !name.startsWith("assets/")
            && !name.contains(".");
    return page ? files.get(INDEX) : null;
  }

  private static void answer(HttpServerRequest request, WebFile file) {
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, caching(file))
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Permissions-Policy", PERMISSIONS)
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
    Buffer body = body(request, response, file);
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length())).end();
    } else {
      response.end(body);
    }
  }

  private static String caching(WebFile file) {
    if (file.lasting()) {
      return "public, max-age=31536000, immutable";
    }
    return file.type().startsWith("text/html") ? "no-store" : "no-cache";
  }

  /// The smallest that the browser takes.
  private static Buffer body(HttpServerRequest request, HttpServerResponse response, WebFile file) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    Buffer brotli = file.brotli();
    if (accepted != null && brotli != null && takes(accepted, "br")) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "br");
      return brotli;
    }
    Buffer gzip = file.gzip();
    if (accepted != null && gzip != null && takes(accepted, "gzip")) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      return gzip;
    }
    return file.plain();
  }

  private static boolean takes(String accepted, String coding) {
    for (String one : accepted.split(",", -1)) {
      String[] parts = one.strip().split(";", 2);
      if (parts[0].strip().equalsIgnoreCase(coding)) {
        return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
