/** Neural audio codecs: sounds as codes and latents, and back. */
package ricercar.codec;
