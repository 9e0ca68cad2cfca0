// What staff of IT look at: the pipeline's own line a minute, as pictures.
param location string
param tags object
param insightsId string

resource workbook 'Microsoft.Insights/workbooks@2022-04-01' = {
  name: guid(insightsId, 'intake-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'IntakePipeline'
    category: 'workbook'
    sourceId: insightsId
    version: 'Notebook/1.0'
    serializedData: loadTextContent('../workbook.json')
  }
}
