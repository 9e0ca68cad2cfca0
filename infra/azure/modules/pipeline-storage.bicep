// The hot account: inbox, rejections, queues, tables, the host's own blobs and the deployed code.
param name string
param location string
param tags object
param sku string

var containers = ['entrada', 'correo', 'rechazos', 'despliegue', 'eventos-perdidos']

module account 'account.bicep' = {
  name: 'pipeline-account'
  params: { name: name, location: location, tags: tags, sku: sku }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  name: '${name}/default'
}

// The app makes its own containers, queues and tables when it starts; these have to be there before it does.
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [for item in containers: {
  parent: blobs
  name: item
  properties: { publicAccess: 'None' }
  dependsOn: [account]
}]

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: name
}

// Nothing that arrived is deleted by age: what was refused goes by the forget procedure, what was registered is a copy of custody and gets cheap.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'inbox-cools'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['entrada/', 'correo/', 'rechazos/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } }
          }
        }
        {
          name: 'lost-events-go'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['eventos-perdidos/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } }
          }
        }
      ]
    }
  }
  dependsOn: [account]
}

output name string = account.outputs.name
output deploymentContainerUri string = '${account.outputs.blobEndpoint}despliegue'
