package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;

import java.io.ByteArrayInputStream;
import java.util.concurrent.locks.ReentrantLock;

/// The image of sandboxes: nothing but [PauseProgram]. All clusters on an engine share it.
final class PauseImage {
    /// The tag is to be raised with every change of the program.
    static final String NAME = "wavetank/pause:1";

    static final String COMMAND = "/pause";

    private final DockerClient client;
    private final String architecture;
    private final ReentrantLock lock = new ReentrantLock();

    PauseImage(DockerClient client, String architecture) {
        this.client = client;
        this.architecture = architecture;
    }

    /// Makes it unless it is there.
    void provide() {
        lock.lock();
        try {
            client.inspectImageCmd(NAME).exec();
        } catch (NotFoundException missing) {
            client.loadImageCmd(new ByteArrayInputStream(archive())).exec();
        } finally {
            lock.unlock();
        }
    }

    private byte[] archive() {
        return new ImageArchive()
                .program(COMMAND.substring(1), PauseProgram.forProcessor(architecture))
                .bytes(NAME, architecture);
    }

    /// Removes it unless a sandbox, of whatever cluster, needs it.
    void removeIfUnused() {
        lock.lock();
        try {
            client.removeImageCmd(NAME).exec();
        } catch (ConflictException used) {
            // Whoever uses it removes it in the end.
        } catch (NotFoundException gone) {
            // As it should be.
        } finally {
            lock.unlock();
        }
    }
}
