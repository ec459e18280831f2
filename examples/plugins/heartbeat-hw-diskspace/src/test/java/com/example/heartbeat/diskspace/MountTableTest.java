package com.example.heartbeat.diskspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

    @Test
    void watches_what_is_local_and_writable_and_each_device_once() {
        String mounts = """
                proc /proc proc rw,nosuid 0 0
                tmpfs /run tmpfs rw,size=1024k 0 0
                /dev/nvme0n1p2 /var/lib/containers ext4 rw,relatime 0 0
                /dev/nvme0n1p2 / ext4 rw,relatime 0 0
                /dev/nvme0n1p1 /boot/efi vfat rw,relatime 0 0
                /dev/mapper/vg-data /srv/my\\040data xfs rw 0 0
                /dev/loop3 /snap/core/1 squashfs ro,nodev 0 0
                /dev/sdb1 /mnt/old ext4 ro,errors=remount-ro 0 0
                /dev/sdc1 /run/media/ann/STICK vfat rw 0 0
                nas.example:/export /home nfs4 rw,hard 0 0
                //nas.example/share /mnt/share cifs rw 0 0
                /dev/fuse /run/user/1000/doc fuse rw 0 0
                """;

        assertThat(MountTable.volumes(List.of(mounts.split("\n"))))
                .extracting(Volume::mountPoint)
                .containsExactly("/", "/boot/efi", "/srv/my data");
    }

    @Test
    void finds_the_file_systems_of_this_machine() throws Exception {
        for (Volume volume : Volume.ofThisMachine()) {
            assertThat(volume.space().percentUsed()).as(volume.mountPoint()).isBetween(0.0, 100.0);
        }
    }
}
