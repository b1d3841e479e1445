import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The format check: `java -cp google-java-format-all-deps.jar build/Format.java --check|--replace
/// folder…`.
///
/// `--check` names every file that is not formatted and ends with 1; `--replace` rewrites them.
/// Folders that do not exist are passed over, so that a module without tests needs no special case.
void main(String... args) throws Exception {
  var check = args[0].equals("--check");
  var words =
      new ArrayList<>(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
  var options = words.size();
  for (var folder : List.of(args).subList(1, args.length)) {
    if (!Files.isDirectory(Path.of(folder))) continue;
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .filter(file -> !file.contains("/target/"))
          .sorted()
          .forEach(words::add);
    }
  }
  if (words.size() == options) return;
  var out = new PrintWriter(System.out, true);
  var err = new PrintWriter(System.err, true);
  var exit = new Main(out, err, System.in).format(words.toArray(String[]::new));
  // what it could not read is told without a line's end
  out.flush();
  err.flush();
  if (check && exit != 0)
    System.err.println("These files are not formatted. Run: ./haltline format");
  System.exit(exit);
}
