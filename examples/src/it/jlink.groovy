// SPDX-License-Identifier: Apache-2.0
// Makes a runtime image of the embedding project and everything it requires, and runs it.
import java.util.spi.ToolProvider

// the basedir of a script is the folder it stands in
def project = new File(localRepositoryPath.parentFile, 'embedding')
def jars = ['io/canaryplan', 'com/google/guava', 'org/yaml']
    .collect { new File(localRepositoryPath, it) }
    .collectMany { folder ->
      def found = []
      folder.traverse(type: groovy.io.FileType.FILES, nameFilter: ~/.*\.jar/) { found << it }
      found
    }
    .findAll { it.name =~ /canaryplan-(core|istio-model)-|guava-\d|failureaccess-|snakeyaml-/ }
jars << new File(project, 'target/shop-rollout-1.0.jar')

def image = new File(project, 'target/image')
image.deleteDir()
def out = new StringWriter()
def writer = new PrintWriter(out)
int status = ToolProvider.findFirst('jlink').get().run(
    writer, writer,
    '--module-path', jars.join(File.pathSeparator),
    '--add-modules', 'com.example.shop',
    '--output', image.path)
assert status == 0: "${out} of ${jars}"

def shop = ["${image}/bin/java", '-m', 'com.example.shop/com.example.shop.RolloutService'].execute()
assert shop.text.readLines() == ['0/2', '1/2', '1/2', '0/2']: shop.err.text
return true
