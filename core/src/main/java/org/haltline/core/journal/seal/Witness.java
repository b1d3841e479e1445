package org.haltline.core.journal.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.haltline.core.journal.JournalDamaged;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A copy of a centre's seals outside Redis: a file to which one line of JSON is added for each,
/// and synced. Put it where who can write to the journal cannot: another disk, a write-once share,
/// a mailed copy. Even without the signing key's secrecy it proves what was sealed when it was
/// copied.
public final class Witness {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LINE_BYTES_MAX = 4096;

  private final Path file;

  private Witness(Path file) {
    this.file = file;
  }

  /// The centre's file in a folder, which is made if missing.
  public static Witness in(Path folder, String centre) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the witness folder " + folder + " cannot be made", e);
    }
    return new Witness(folder.resolve(centre + ".seals.ndjson"));
  }

  public Path file() {
    return file;
  }

  /// The last seal that was copied.
  ///
  /// @throws JournalDamaged when the file's last whole line is not a seal
  public synchronized Optional<Seal> last() {
    if (!Files.exists(file)) return Optional.empty();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = wholeLinesEnd(in);
      if (end == 0) return Optional.empty();
      long from = Math.max(0, end - LINE_BYTES_MAX);
      byte[] tail = new byte[(int) (end - from)];
      in.seek(from);
      in.readFully(tail);
      String text = new String(tail, 0, tail.length - 1, UTF_8);
      return Optional.of(read(text.substring(text.lastIndexOf('\n') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness " + file + " cannot be read", e);
    }
  }

  /// Where the last line feed ends: what follows is a line that a crash cut off.
  private static long wholeLinesEnd(RandomAccessFile in) throws IOException {
    for (long at = in.length() - 1; at >= 0; at--) {
      in.seek(at);
      if (in.read() == '\n') return at + 1;
    }
    return 0;
  }

  /// Copies a seal; one that is there already is passed over, so that two processes may share a
  /// file.
  ///
  /// @throws JournalDamaged when it is not the one to follow
  public synchronized void add(Seal seal) {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) throw new IOException("no lock");
      long end;
      try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
        end = wholeLinesEnd(in);
      }
      if (end == 0)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      long before = last().map(Seal::number).orElse(seal.number() - 1);
      if (seal.number() <= before) return;
      if (seal.number() != before + 1) {
        throw new JournalDamaged(
            "the witness %s ends with seal %d; seal %d cannot follow it"
                .formatted(file, before, seal.number()));
      }
      channel.truncate(end);
      channel.write(ByteBuffer.wrap((line(seal) + '\n').getBytes(UTF_8)), end);
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the witness " + file + " cannot be written", e);
    }
  }

  /// Every line in turn: its number from 1 and its text. A line that was cut off is left out.
  public void forEachLine(LineReader reader) {
    if (!Files.exists(file)) return;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      long left = wholeLinesEnd(in);
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        left -= line.getBytes(UTF_8).length + 1L;
        if (left < 0) return;
        reader.line(++number, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the witness " + file + " cannot be read", e);
    }
  }

  /// Takes the lines of a witness.
  @FunctionalInterface
  public interface LineReader {
    void line(int number, String text);
  }

  /// The seals, where every line is one.
  public void forEach(Consumer<Seal> reader) {
    forEachLine((_, text) -> reader.accept(read(text)));
  }

  /// Sets the file aside, for a journal that was deliberately taken back to an earlier state.
  ///
  /// @return where it is now; empty when there was none
  public synchronized Optional<Path> setAside(String suffix) {
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(Files.move(file, file.resolveSibling(file.getFileName() + "." + suffix)));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness " + file + " cannot be set aside", e);
    }
  }

  /// The files that were set aside and still lie beside it, the oldest first.
  public List<Path> asides() {
    Path folder = Objects.requireNonNull(file.getParent());
    String name = file.getFileName() + ".";
    try (Stream<Path> beside = Files.list(folder)) {
      return beside.filter(one -> one.getFileName().toString().startsWith(name)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the witness folder " + folder + " cannot be read", e);
    }
  }

  /// One line: what a person wants to know, then what a program checks.
  public static String line(Seal seal) {
    var line = JSON.createObjectNode();
    line.put("number", seal.number());
    line.put("centre", seal.centre());
    line.put("at", seal.at().toString());
    line.put("through", seal.through().toString());
    line.put("facts", seal.facts());
    line.put("hash", HexFormat.of().formatHex(seal.hash()));
    line.put("seal", Base64.getEncoder().encodeToString(seal.canonical()));
    line.put("signature", Base64.getEncoder().encodeToString(seal.signature()));
    return JSON.writeValueAsString(line);
  }

  /// Reads a line.
  ///
  /// @throws JournalDamaged when the line is not exactly one that [#line] writes
  public static Seal read(String line) {
    Seal seal;
    try {
      JsonNode node = JSON.readTree(line);
      seal = Seal.read(bytes(node, "seal"), bytes(node, "signature"));
    } catch (RuntimeException e) {
      throw new JournalDamaged("a line of the witness is no seal: " + e.getMessage(), e);
    }
    if (!line.equals(line(seal))) {
      throw new JournalDamaged(
          "the witness's line of seal " + seal.number() + " says something else than its seal");
    }
    return seal;
  }

  private static byte[] bytes(JsonNode node, String name) {
    return Base64.getDecoder().decode(node.path(name).asString());
  }
}
