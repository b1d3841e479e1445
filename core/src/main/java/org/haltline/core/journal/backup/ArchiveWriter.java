package org.haltline.core.journal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A zip file in the making. It has its name only once it is whole and synced; before that it ends
/// in `.partial`.
final class ArchiveWriter implements AutoCloseable {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path target;
  private final Path partial;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final List<Manifest.Member> members = new ArrayList<>();

  /// @throws FileAlreadyExistsException when there is a file of that name
  ArchiveWriter(Path target) throws IOException {
    if (Files.exists(target)) throw new FileAlreadyExistsException(target.toString());
    this.target = target;
    partial = target.resolveSibling(target.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = FileChannel.open(partial, StandardOpenOption.WRITE);
    zip =
        new ZipOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), UTF_8);
    // Bodies are encrypted and do not shrink; heads do, at the fastest level as well.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /// Writes one member.
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  void add(String name, Content content) throws IOException {
    MessageDigest digest = sha256();
    zip.putNextEntry(new ZipEntry(name));
    Unclosed counted = new Unclosed(zip);
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new DigestOutputStream(counted, digest), 1 << 16));
    content.write(out);
    out.flush();
    zip.closeEntry();
    members.add(
        new Manifest.Member(name, counted.bytes, HexFormat.of().formatHex(digest.digest())));
  }

  List<Manifest.Member> members() {
    return List.copyOf(members);
  }

  /// Adds the table of contents, syncs, and gives the file its name.
  void finish(Manifest manifest) throws IOException {
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(JSON.writeValueAsBytes(manifest));
    zip.closeEntry();
    zip.finish();
    zip.flush();
    channel.force(true);
    zip.close();
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) return;
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /// Removes what was not finished.
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(partial);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// Counts what goes by (DataOutputStream's own count ends at 2 GB). The zip stream below stays
  /// open for the next member.
  private static final class Unclosed extends OutputStream {
    private final OutputStream to;
    private long bytes;

    Unclosed(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      to.write(content, from, length);
      bytes += length;
    }
  }
}
