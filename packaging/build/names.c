/* For the static program on glibc: names are looked up in /etc/hosts and by DNS, whatever /etc/nsswitch.conf says.
 *
 * The two are built into a static glibc. For any other service that nsswitch.conf names it would load a library of the
 * machine, which was made for the glibc of the machine: the program dies of a signal where that is another one. */
#include <nss.h>

__attribute__((constructor)) static void look_up_by_ourselves(void)
{
	__nss_configure_lookup("hosts", "files dns");
	__nss_configure_lookup("passwd", "files");
}
